package io.ccgate.cli;

import io.ccgate.cli.port.AgentsFileEditor;
import java.nio.file.Path;
import java.util.List;

/** An {@code agents.json} that remembers what was written. */
final class FakeAgentsFile implements AgentsFileEditor {
    private final FakeProduct product;
    Content content = new Content(List.of(), List.of());

    FakeAgentsFile(FakeProduct product) {
        this.product = product;
    }

    @Override
    public Content read(Path config) {
        return content;
    }

    @Override
    public void put(Path config, Kind kind, String name, List<Value> values) {
        product.asked.add("put " + kind.key() + " " + name + " " + values);
    }

    @Override
    public void remove(Path config, Kind kind, String name) {
        product.asked.add("remove " + kind.key() + " " + name);
    }
}
