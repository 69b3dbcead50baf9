package io.ccgate.agents.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheHomeFolderIsTheAgentsOneTest {
    @Test
    void theVariableCountsAndElseTheAccount() {
        Path other = Path.of("/somewhere/else");
        Map<String, String> set = Map.of("HOME", other.toString(), "USERPROFILE", other.toString());
        assertThat(AgentHomes.userHome(set::get)).isEqualTo(other);
        assertThat(AgentHomes.userHome(name -> null)).isEqualTo(Path.of(System.getProperty("user.home")));
    }
}
