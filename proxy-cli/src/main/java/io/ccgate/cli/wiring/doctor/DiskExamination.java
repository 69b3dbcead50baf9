package io.ccgate.cli.wiring.doctor;

import io.ccgate.cli.port.Doctor.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the data folder can be written, and has room. */
final class DiskExamination {
    private static final long MEGABYTE = 1_000_000;

    /** A busy day of usage and logs. */
    private static final long LITTLE = 1000 * MEGABYTE;

    private static final long TOO_LITTLE = 100 * MEGABYTE;

    private DiskExamination() {}

    static List<Check> of(Path data) {
        Checks checks = new Checks("disk");
        Path folder = data.toAbsolutePath().normalize();
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        writable(checks, folder, there);
        space(checks, there);
        return checks.list();
    }

    private static void writable(Checks checks, Path folder, Path there) {
        if (!Files.isDirectory(there)) {
            checks.problem("data folder", there + " is not a folder", "name another one with --data");
            return;
        }
        try {
            // Asking for permissions is not enough: a full or read-only disk, or a quota, shows only when something is
            // written.
            Path trial = Files.createTempFile(there, ".ccgate-doctor", ".tmp");
            try {
                Files.write(trial, new byte[1]);
            } finally {
                Files.delete(trial);
            }
            checks.ok("data folder", folder + (there.equals(folder) ? " can be written" : " can be made"));
        } catch (IOException e) {
            checks.problem(
                    "data folder",
                    there + " cannot be written",
                    "give it to the user who runs the gateway, or name another one with --data");
        }
    }

    private static void space(Checks checks, Path there) {
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String finding = free / MEGABYTE + " MB";
            String remedy = "make room: ccgate clean --dry-run lists what could go, or keep fewer days (server.usage,"
                    + " server.logging, server.requestLog)";
            if (free < TOO_LITTLE) {
                checks.problem("free space", finding, remedy);
            } else if (free < LITTLE) {
                checks.warning("free space", finding, remedy);
            } else {
                checks.ok("free space", finding);
            }
        } catch (IOException e) {
            checks.notChecked("free space", "the system does not tell", "");
        }
    }
}
