package io.ccgate.cli;

import io.ccgate.cli.port.AgentTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Agents that do what a test tells them. */
final class FakeAgents implements AgentTools {
    private final FakeProduct product;
    List<Change> changes = new ArrayList<>();
    List<Standing> standings = new ArrayList<>();

    FakeAgents(FakeProduct product) {
        this.product = product;
    }

    private List<Change> told(String what) {
        product.asked.add(what);
        return changes;
    }

    @Override
    public List<String> agents() {
        return List.of("claude_code", "codex", "gemini");
    }

    @Override
    public List<Change> enable(Place place, Source source, Manner manner) {
        return told("enable " + place + " " + source + " " + manner);
    }

    @Override
    public List<Change> disable(Place place, Manner manner) {
        return told("disable " + place + " " + manner);
    }

    @Override
    public List<Change> undo(Place place, Manner manner) {
        return told("undo " + place + " " + manner);
    }

    @Override
    public List<Standing> status(Place place) {
        product.asked.add("status " + place);
        return standings;
    }

    @Override
    public List<Change> refresh(Place place, Path config) {
        return told("refresh " + config);
    }

    @Override
    public Found find(Place place, List<Path> from) {
        return new Found(List.of(), List.of(), List.of());
    }

    @Override
    public String fetch(String gateway, String key) {
        return "{}";
    }

    @Override
    public List<Change> apply(Place place, String profile, String gateway, String key, Manner manner) {
        return told("apply " + gateway + " " + manner);
    }
}
