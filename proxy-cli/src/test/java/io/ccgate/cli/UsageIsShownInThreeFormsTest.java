package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.cli.port.UsageReader.Row;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageIsShownInThreeFormsTest {
    private final FakeProduct product = new FakeProduct();

    @BeforeEach
    void someUsage() {
        product.rows = List.of(
                new Row("通义千问", 1, 0, 10, 20, 0, 0, 1_500_000_000_000L, 30),
                new Row("claude, \"x\"", 1234, 2, 1_000_000, 20, 3, 4, 123_456_789L, 2468));
    }

    @Test
    void tableColumnsLineUpAlsoWithWideCharacters() {
        CommandRun run = usage("--by", "model");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
            model        requests  errors      input  output  cache write  cache read  cost USD  avg ms
            -----------  --------  ------  ---------  ------  -----------  ----------  --------  ------
            通义千问            1       0         10      20            0           0    1.5000      30
            claude, "x"     1,234       2  1,000,000      20            3           4    0.0001       2
            -----------  --------  ------  ---------  ------  -----------  ----------  --------  ------
            total           1,235       2  1,000,010      40            3           4    1.5001       2
            """);
    }

    @Test
    void csvKeepsMoneyExactAndQuotes() {
        assertThat(usage("--by", "model", "--format", "csv").out()).isEqualTo("""
            model,requests,errors,input,output,cacheWrite,cacheRead,costUSD,avgMs
            通义千问,1,0,10,20,0,0,1.5,30
            "claude, ""x""\",1234,2,1000000,20,3,4,0.000123456789,2
            """);
    }

    @Test
    void jsonHasRowsAndTotal() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(usage("--from", "2026-01-01", "--to", "2026-01-31", "--tenant", "acme", "--format", "json")
                        .out());
        assertThat(json.get("from").asText()).isEqualTo("2026-01-01");
        assertThat(json.get("rows")).hasSize(2);
        assertThat(json.get("total").get("requests").asLong()).isEqualTo(1235);
        assertThat(json.get("total").get("costUSD").decimalValue()).isEqualByComparingTo("1.500123456789");
        assertThat(product.asked)
                .containsExactly(
                        "usage data Question[tenant=Optional[acme], from=2026-01-01, to=2026-01-31, by=day, order=key,"
                                + " limit=2147483647]");
    }

    @Test
    void nothingUsedIsSaidAndIsNoError() {
        product.rows = List.of();
        CommandRun run = usage("--from", "2026-01-01", "--to", "2026-01-02", "--tenant", "acme");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("Nothing was used from 2026-01-01 to 2026-01-02 by acme.\n");
    }

    @Test
    void wrongDatesAreWrongUsage() {
        assertThat(usage("--from", "2026-02-01", "--to", "2026-01-01").code()).isEqualTo(2);
        assertThat(usage("--from", "yesterday").code()).isEqualTo(2);
        assertThat(product.asked).isEmpty();
    }

    private CommandRun usage(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "usage";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(product, all);
    }
}
