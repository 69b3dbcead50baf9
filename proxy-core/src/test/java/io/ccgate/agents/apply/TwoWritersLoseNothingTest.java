package io.ccgate.agents.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.text.JsonSettings;
import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.text.Trees;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claude Code writes its state all the time, under its lock; two of our commands run at once. */
class TwoWritersLoseNothingTest {
    private static final int ROUNDS = 40;

    @TempDir
    Path folder;

    /** One change as Claude Code makes it. */
    private void likeTheAgent(int number) throws Exception {
        Path file = folder.resolve(".claude.json");
        Path lock = folder.resolve(".claude.json.lock");
        while (true) {
            try {
                Files.createDirectory(lock);
                break;
            } catch (FileAlreadyExistsException held) {
                Thread.onSpinWait();
            }
        }
        try {
            String text = Files.readString(file);
            String next = JsonSettings.of(text)
                    .set(KeyPath.of("runs", "r" + number), Trees.parse("" + number))
                    .text();
            Path temporary = Files.writeString(folder.resolve(".claude.json.tmp"), next);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(lock);
        }
    }

    @Test
    void everyChangeOfEverybodyIsThereInTheEnd() throws Exception {
        AgentsHome agents = new AgentsHome(folder);
        agents.write(".claude.json", "{\n  \"runs\": {}\n}\n");
        AgentHomes homes = new AgentHomes(folder, name -> null, Optional.empty());
        Callable<Void> agent = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                likeTheAgent(i);
            }
            return null;
        };
        Callable<Void> us = () -> {
            for (int i = 0; i < ROUNDS / 4; i++) {
                List<AgentOutcome> outcomes = new AgentSettings(homes, InstantSource.system())
                        .enable(AgentsHome.ALL, AgentsHome.profile("s" + i), AgentsHome.on(), AgentsHome.PLAIN);
                assertThat(outcomes).noneMatch(AgentOutcome::hasProblem);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(agent, us, us), 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        JsonNode state = new ObjectMapper().readTree(agents.read(".claude.json"));
        assertThat(state.get("runs")).hasSize(ROUNDS);
        assertThat(state.get("mcpServers")).hasSize(1);
        agents.disable();
        assertThat(new ObjectMapper().readTree(agents.read(".claude.json")).get("runs"))
                .hasSize(ROUNDS);
        assertThat(agents.read(".claude.json")).doesNotContain("mcpServers");
    }
}
