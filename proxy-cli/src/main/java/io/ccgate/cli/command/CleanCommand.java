package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes logs, the request log, events and usage records. Follows no symbolic link: what it deletes lies in the data folder. */
@Command(
        name = "clean",
        description =
                "Delete all logs, logged requests, events and usage records. Stop the gateway first. Asks before it"
                        + " deletes.",
        exitCodeList = {"0:deleted, or nothing to delete", "1:not deleted", "2:wrong usage"})
public final class CleanCommand implements Callable<Integer> {
    private static final List<String> FOLDERS = List.of("logs", "requests", "events", "usage", "summaries");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = terminal.out();
        refuseWhileRunning();
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            List<Path> found = files(data.resolve(folder));
            out.println(data.resolve(folder) + ": " + found.size() + " files, " + size(found) + " bytes");
            files.addAll(found);
        }
        out.flush();
        if (files.isEmpty() || dryRun) {
            return ExitCode.OK;
        }
        if (!yes && !confirmed(out)) {
            throw new CommandFailure("nothing was deleted; --yes deletes without asking");
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        for (String folder : FOLDERS) {
            removeEmptyFolders(data.resolve(folder));
        }
        out.println("deleted " + files.size() + " files");
        out.flush();
        return ExitCode.OK;
    }

    /** Deleting under a running gateway would take the files from under its writer, and the day's budget with them. */
    private void refuseWhileRunning() throws IOException {
        OptionalLong running = PidFile.running(data);
        if (!dryRun && running.isPresent()) {
            throw new CommandFailure("the gateway is running (process " + running.getAsLong() + "); stop it first");
        }
    }

    private static boolean confirmed(PrintWriter out) throws IOException {
        out.print("Delete them for good? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().matches("(?i)y|yes");
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static long size(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return total;
    }

    private static void removeEmptyFolders(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path folder : deepestFirst) {
                if (!folder.equals(root) && Files.isDirectory(folder)) {
                    Files.delete(folder);
                }
            }
        }
    }
}
