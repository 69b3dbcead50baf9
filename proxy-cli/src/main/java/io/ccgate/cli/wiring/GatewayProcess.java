package io.ccgate.cli.wiring;

import io.ccgate.Gateway;
import io.ccgate.GatewayOptions;
import io.ccgate.cli.port.GatewayStarter;
import io.ccgate.cli.port.InvalidConfiguration;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.edit.ConfigHome;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.ListenerConfig;
import io.ccgate.config.snapshot.ConfigStore;
import io.ccgate.config.watch.ConfigWatcher;
import io.ccgate.observe.Logging;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway on a configuration folder: loads it, starts on it, follows its changes. */
public final class GatewayProcess implements GatewayStarter {
    @Override
    public Running start(Path folder, Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        ConfigLoader loader = new ConfigLoader(folder, System::getenv, clock);
        // The files are read beside: meanwhile this thread loads logging and the network's native library.
        CompletableFuture<LoadResult> reading = CompletableFuture.supplyAsync(loader::load);
        Logger log = LoggerFactory.getLogger(GatewayProcess.class);
        GatewayOptions options = GatewayOptions.of(data);
        LoadResult loaded = awaited(reading);
        if (loaded.config().isEmpty()) {
            throw new InvalidConfiguration(loaded.findings());
        }
        Config config = loaded.config().get();
        Logging logging = Logging.configure(config.server().logging());
        try {
            ConfigStore store = new ConfigStore(config, loaded.hash(), loaded.warnings(), clock);
            ConfigWatcher watcher = new ConfigWatcher(loader, store, loaded);
            ConfigHome home = new ConfigHome(loader, watcher::reloadNow);
            Gateway gateway = Gateway.start(store, options.withConfigHome(home));
            watcher.start();
            loaded.warnings().forEach(warning -> log.warn("{}", FindingFormat.line(warning)));
            return new RunningGateway(store, gateway, watcher, logging);
        } catch (Exception failure) {
            logging.close();
            throw failure;
        }
    }

    private static LoadResult awaited(CompletableFuture<LoadResult> reading) throws Exception {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static final class RunningGateway implements Running {
        private final ConfigStore store;
        private final Gateway gateway;
        private final ConfigWatcher watcher;
        private final Logging logging;
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable Thread stopper;

        RunningGateway(ConfigStore store, Gateway gateway, ConfigWatcher watcher, Logging logging) {
            this.store = store;
            this.gateway = gateway;
            this.watcher = watcher;
            this.logging = logging;
        }

        @Override
        public List<URI> addresses() {
            List<ListenerConfig> configured = store.current().config().server().listeners();
            List<URI> addresses = new ArrayList<>();
            List<InetSocketAddress> bound = gateway.addresses();
            for (int i = 0; i < bound.size(); i++) {
                ListenerConfig listener = configured.get(i);
                String host =
                        listener.host().equals("0.0.0.0") || listener.host().equals("::")
                                ? "127.0.0.1"
                                : listener.host();
                String literal = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
                addresses.add(URI.create((listener.tls().isPresent() ? "https://" : "http://")
                        + literal
                        + ':'
                        + bound.get(i).getPort()));
            }
            return addresses;
        }

        @Override
        public Duration shutdownGrace() {
            return store.current().config().server().shutdownGrace();
        }

        @Override
        public void stop(Duration grace) {
            if (stopping.compareAndSet(false, true)) {
                Thread thread = new Thread(() -> drain(grace), "ccgate-stop");
                stopper = thread;
                thread.start();
            } else if (grace.isZero()) {
                Thread thread = stopper;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }

        private void drain(Duration grace) {
            try {
                watcher.close();
                gateway.stop(grace);
            } finally {
                logging.close();
                stopped.countDown();
            }
        }

        @Override
        public void awaitStopped() throws InterruptedException {
            stopped.await();
        }
    }
}
