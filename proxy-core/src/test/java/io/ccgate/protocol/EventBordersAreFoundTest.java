package io.ccgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.protocol.sse.EventScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBordersAreFoundTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void behindEveryBlankLineWhateverTheCuts(String lineEnd) {
        String first = "\uFEFFevent: long enough for eight\ndata: x\n\n".replace("\n", lineEnd);
        String second = ": comment\ndata:y\n\n".replace("\n", lineEnd);
        byte[] bytes = (first + second + "data: open").getBytes(UTF_8);
        int one = first.getBytes(UTF_8).length;
        int two = one + second.length();

        assertThat(borders(bytes, 0)).containsExactly(one, two);
        for (int at = 1; at < bytes.length; at++) {
            List<Integer> found = borders(bytes, at);
            // A CRLF cut apart ends its event at the CR.
            assertThat(found).hasSize(2);
            assertThat(found.get(0)).isIn(one, at == one - 1 ? at : one);
            assertThat(found.get(1)).isIn(two, at == two - 1 ? at : two);
        }
    }

    @Test
    void itKnowsWhetherSomethingMayBePutIn() {
        EventScanner scanner = new EventScanner();
        assertThat(scanner.atBorder()).isTrue();
        for (String piece : List.of("d", "ata: x", "\n", "\n: c", "\n")) {
            read(scanner, Unpooled.copiedBuffer(piece, UTF_8), new ArrayList<>(), 0);
            assertThat(scanner.atBorder()).isFalse();
        }
        read(scanner, Unpooled.copiedBuffer("\n", UTF_8), new ArrayList<>(), 0);
        assertThat(scanner.atBorder()).isTrue();
    }

    private static List<Integer> borders(byte[] bytes, int at) {
        EventScanner scanner = new EventScanner();
        List<Integer> found = new ArrayList<>();
        read(scanner, Unpooled.wrappedBuffer(bytes, 0, at), found, 0);
        read(scanner, Unpooled.wrappedBuffer(bytes, at, bytes.length - at), found, at);
        return found;
    }

    private static void read(EventScanner scanner, ByteBuf buffer, List<Integer> found, int base) {
        int border = scanner.nextBorder(buffer, 0, buffer.writerIndex());
        while (border >= 0) {
            found.add(base + border);
            border = scanner.nextBorder(buffer, border, buffer.writerIndex());
        }
    }
}
