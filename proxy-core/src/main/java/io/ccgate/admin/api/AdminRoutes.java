package io.ccgate.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All routes of the API. Immutable; any thread. */
public final class AdminRoutes {
    private final List<Compiled> compiled;

    private record Compiled(AdminRoute route, List<String> steps) {}

    /** What a path leads to. */
    public sealed interface Match {
        /** @param variables values of the steps in braces, decoded */
        record Found(AdminRoute route, Map<String, String> variables) implements Match {}

        /** The path exists, the method does not. */
        record OtherMethods(Set<String> allowed) implements Match {}

        /** Nothing is there. */
        record Nothing() implements Match {}
    }

    private AdminRoutes(List<Compiled> compiled) {
        this.compiled = compiled;
    }

    /** @throws IllegalStateException when two routes are the same */
    public static AdminRoutes of(List<? extends RouteGroup> groups) {
        List<Compiled> compiled = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (RouteGroup group : groups) {
            for (AdminRoute route : group.routes()) {
                String shape = route.method() + ' ' + route.template().replaceAll("\\{[^}]*}", "{}");
                if (!seen.add(shape)) {
                    throw new IllegalStateException("two routes for " + shape);
                }
                compiled.add(new Compiled(route, steps(route.template())));
            }
        }
        // A step that is written out wins over one in braces.
        compiled.sort((a, b) -> Long.compare(
                a.steps().stream().filter(AdminRoutes::isVariable).count(),
                b.steps().stream().filter(AdminRoutes::isVariable).count()));
        return new AdminRoutes(List.copyOf(compiled));
    }

    /** In the order of the paths. */
    public List<AdminRoute> all() {
        return compiled.stream()
                .map(Compiled::route)
                .sorted((a, b) -> a.template().compareTo(b.template()))
                .toList();
    }

    /** @param path as the request has it, still encoded */
    public Match match(String method, String path) {
        List<String> steps = steps(path);
        Set<String> others = new LinkedHashSet<>();
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Compiled candidate : compiled) {
            Optional<Map<String, String>> variables = variables(candidate.steps(), steps);
            if (variables.isPresent()) {
                if (candidate.route().method().equals(wanted)) {
                    return new Match.Found(candidate.route(), variables.get());
                }
                others.add(candidate.route().method());
            }
        }
        return others.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(others);
    }

    private static Optional<Map<String, String>> variables(List<String> template, List<String> steps) {
        if (template.size() != steps.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String step = template.get(i);
            if (isVariable(step)) {
                Optional<String> value = Percent.decoded(steps.get(i));
                if (value.isEmpty() || value.get().isEmpty()) {
                    return Optional.empty();
                }
                variables.put(step.substring(1, step.length() - 1), value.get());
            } else if (!step.equals(steps.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String step) {
        return step.startsWith("{") && step.endsWith("}");
    }

    private static List<String> steps(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
