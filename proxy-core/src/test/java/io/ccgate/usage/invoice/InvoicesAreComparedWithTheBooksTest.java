package io.ccgate.usage.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.usage.invoice.Reconciliation.Row;
import io.ccgate.usage.invoice.Reconciliation.Tolerance;
import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoicesAreComparedWithTheBooksTest {
    private static final InvoiceNames ANY = new InvoiceNames(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Tolerance ONE_PERCENT = new Tolerance(new BigDecimal("0.01"), BigDecimal.ONE);

    @TempDir
    Path folder;

    @BeforeEach
    void books() throws IOException {
        Path month = Files.createDirectories(folder.resolve("usage/team/2026-11"));
        Files.writeString(
                month.resolve("2026-11-21.json"), line("claude-alias", "claude-sonnet-4-5-20250929", "a", "10.05"));
        Files.writeString(
                month.resolve("2026-11-22.json"),
                line("gpt-6.1-sol", "gpt-6.1-sol", "b", "3")
                        + line("claude-alias", "claude-sonnet-4-5-20250929", "a", "1")
                        + line("claude-alias", "claude-sonnet-4-5-20250929", "a", "-0.5")
                                .replace("\"seq\"", "\"correction\":{\"of\":\"r\"},\"seq\""));
    }

    private static String line(String model, String upstreamModel, String upstream, String cost) {
        String day = upstream.equals("b") || !cost.equals("10.05") ? "2026-11-22" : "2026-11-21";
        return "{\"requestId\":\"r\",\"timestamp\":\"" + day + "T10:00:00.000Z\",\"model\":\"" + model
                + "\",\"upstreamModel\":\"" + upstreamModel + "\",\"upstream\":\"" + upstream + "\",\"totalCost\":"
                + cost
                + ",\"seq\":1}\n";
    }

    private List<Row> compare(String csv, Set<String> upstreams) throws IOException, InvoiceError {
        Path file = Files.writeString(folder.resolve("invoice.csv"), csv);
        return new Reconciliation(new UsageFiles(folder.resolve("usage")))
                .compare(InvoiceCsv.read(file, ANY), upstreams, ONE_PERCENT);
    }

    @Test
    void anthropicsExportIsUnderstood() throws Exception {
        List<Row> rows = compare("""
            usage_date_utc,model,token_type,cost_usd
            2026-11-21,Claude Sonnet 4.5,input,4
            2026-11-21,Claude Sonnet 4.5,output,6
            2026-11-22,Claude Sonnet 4.5,output,0.5
            """, Set.of("a"));

        assertThat(rows).hasSize(2).allMatch(Row::within);
        assertThat(rows.get(0).invoice()).isEqualByComparingTo("10");
        assertThat(rows.get(0).books()).isEqualByComparingTo("10.05");
        assertThat(rows.get(1).books()).as("with its correction").isEqualByComparingTo("0.5");
    }

    @Test
    void openAisExportIsUnderstood() throws Exception {
        List<Row> rows = compare("""
            start_time,amount_value,amount_currency,line_item
            1795305600,1.25,usd,"gpt-6.1-sol-2026-09-29, input"
            1795305600,1,usd,"gpt-6.1-sol-2026-09-29, output"
            """, Set.of("b"));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.day()).hasToString("2026-11-22");
            assertThat(row.model()).isEqualTo("gpt-6-1-sol");
            assertThat(row.difference()).isEqualByComparingTo("0.75");
            assertThat(row.within()).isFalse();
        });
    }

    @Test
    void whatOnlyOneSideHasIsADifference() throws Exception {
        List<Row> rows = compare("""
            Date;Model;"Cost (USD)"
            2026-11-21;claude-opus-9;7
            2026-11-22;claude-sonnet-4-5;$0.50
            """, Set.of());

        assertThat(rows)
                .extracting(Row::model)
                .containsExactly("claude-opus-9", "claude-sonnet-4-5", "claude-sonnet-4-5", "gpt-6-1-sol");
        assertThat(rows).extracting(Row::within).containsExactly(false, false, true, false);
    }

    @Test
    void anInvoiceWithoutModelsIsComparedByDay() throws Exception {
        assertThat(compare("date,amount\n2026-11-22,3.5\n", Set.of()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.model()).isEmpty();
                    assertThat(row.within()).isTrue();
                });
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithItsPlace() {
        assertThatThrownBy(() -> compare("when,model,cost\n2026-11-22,x,1\n", Set.of()))
                .isInstanceOf(InvoiceError.class)
                .hasMessageContaining("no column among usage_date_utc")
                .hasMessageContaining("it has when, model, cost")
                .hasMessageContaining("--date-column");
        assertThatThrownBy(() -> compare("date,cost\n11/22/2026,1\n", Set.of()))
                .hasMessageContaining("row 2 of the invoice: \"11/22/2026\" is no date such as 2026-01-31");
        assertThatThrownBy(() -> compare("date,cost\n2026-11-22,much\n", Set.of()))
                .hasMessageContaining("row 2 of the invoice: \"much\" is no amount");
        assertThatThrownBy(() -> compare("date,cost\n2026-11-22,1,2\n", Set.of()))
                .hasMessageContaining("row 2 of the invoice has 3 columns, its header 2");
        assertThatThrownBy(() -> compare("date,cost\n\"2026", Set.of())).hasMessageContaining("ends within quotes");
        assertThatThrownBy(() -> compare("", Set.of())).hasMessageContaining("is empty");
    }
}
