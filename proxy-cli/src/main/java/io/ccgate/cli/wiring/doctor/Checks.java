package io.ccgate.cli.wiring.doctor;

import io.ccgate.cli.port.Doctor.Check;
import io.ccgate.cli.port.Doctor.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The checks of one area, in the order they were made. Not thread-safe. */
final class Checks {
    private final String area;
    private final List<Check> all = new ArrayList<>();

    Checks(String area) {
        this.area = area;
    }

    void ok(String name, String finding) {
        all.add(new Check(area, name, Outcome.OK, finding, ""));
    }

    void notChecked(String name, String finding, String remedy) {
        all.add(new Check(area, name, Outcome.NOT_CHECKED, finding, remedy));
    }

    void warning(String name, String finding, String remedy) {
        all.add(new Check(area, name, Outcome.WARNING, finding, remedy));
    }

    void problem(String name, String finding, String remedy) {
        all.add(new Check(area, name, Outcome.PROBLEM, finding, remedy));
    }

    List<Check> list() {
        return List.copyOf(all);
    }
}
