package io.ccgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** CPU time and memory of the processes under test, as the kernel counts them. Linux only. */
record Processes(List<String> pids) {
    /** Clock ticks a second: fixed by the kernel's interface to programs. */
    private static final long TICKS = 100;

    static Processes of(String commaSeparated) {
        List<String> pids = new ArrayList<>();
        for (String pid : commaSeparated.split(",")) {
            if (!pid.isBlank()) {
                pids.add(pid.strip());
            }
        }
        return new Processes(pids);
    }

    /** User and system time of all threads, in microseconds. */
    long cpuMicros() throws IOException {
        long ticks = 0;
        for (String pid : pids) {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            // The name may hold spaces: fields are counted from its closing parenthesis.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks * (1_000_000 / TICKS);
    }

    /** Resident memory in KiB. */
    long residentKiB() throws IOException {
        long sum = 0;
        for (String pid : pids) {
            for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
                if (line.startsWith("VmRSS:")) {
                    sum += Long.parseLong(line.replaceAll("\\D+", ""));
                }
            }
        }
        return sum;
    }
}
