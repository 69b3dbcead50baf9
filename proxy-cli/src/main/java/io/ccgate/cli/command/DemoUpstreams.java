package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.MockStarter;
import io.ccgate.cli.port.MockStarter.RunningMock;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.UpstreamConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Demo upstreams in this process, one for each address that an upstream called {@code demo…} points to. */
final class DemoUpstreams implements AutoCloseable {
    private static final String PREFIX = "demo";

    private final List<RunningMock> running = new ArrayList<>();

    private DemoUpstreams() {}

    static DemoUpstreams start(MockStarter starter, Config config) throws Exception {
        Set<URI> addresses = new LinkedHashSet<>();
        for (UpstreamConfig upstream : config.upstreams()) {
            URI url = upstream.url();
            if (upstream.id().startsWith(PREFIX) && url.getPort() > 0) {
                addresses.add(new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null));
            }
        }
        if (addresses.isEmpty()) {
            throw new CommandFailure("--demo needs an upstream whose id begins with " + PREFIX
                    + " and whose url has a port, such as http://127.0.0.1:7799");
        }
        DemoUpstreams demo = new DemoUpstreams();
        try {
            for (URI address : addresses) {
                demo.running.add(starter.start(address.getHost(), address.getPort(), Optional.empty(), Map.of()));
            }
            return demo;
        } catch (Exception e) {
            demo.close();
            throw e;
        }
    }

    @Override
    public void close() {
        running.forEach(RunningMock::close);
    }

    @Override
    public String toString() {
        return running.stream()
                .map(mock -> mock.address().toString())
                .collect(Collectors.joining(", ", "Demo upstream on ", ""));
    }
}
