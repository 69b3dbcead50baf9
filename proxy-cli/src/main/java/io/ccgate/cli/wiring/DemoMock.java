package io.ccgate.cli.wiring;

import io.ccgate.cli.port.MockStarter;
import io.ccgate.mock.Knob;
import io.ccgate.mock.MockFaults;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The demo upstream, as the commands start it. */
public final class DemoMock implements MockStarter {
    @Override
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Knob knob : Knob.values()) {
            faults.put(knob.label(), knob.help());
        }
        return faults;
    }

    @Override
    public RunningMock start(String host, int port, Optional<String> key, Map<String, String> faults) {
        MockFaults wanted = MockFaults.NONE;
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            wanted = wanted.with(Knob.named(fault.getKey()), fault.getValue());
        }
        MockOptions options = MockOptions.defaults().withAddress(host, port).withFaults(wanted);
        if (key.isPresent()) {
            options = options.withRequiredKey(key.get());
        }
        MockUpstream upstream = MockUpstream.start(options);
        return new RunningMock() {
            @Override
            public URI address() {
                return upstream.uri();
            }

            @Override
            public void close() {
                upstream.close();
            }
        };
    }
}
