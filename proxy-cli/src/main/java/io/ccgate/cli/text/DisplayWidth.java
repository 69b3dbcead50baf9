package io.ccgate.cli.text;

/**
 * How many terminal columns a text takes: East Asian wide and full-width characters and emoji take two, combining marks
 * and joiners none (Unicode Standard Annex 11, the ranges that terminals agree on).
 */
final class DisplayWidth {
    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return in(point, 0x1100, 0x115f) // Hangul Jamo
                || in(point, 0x2e80, 0x303e) // CJK radicals, punctuation
                || in(point, 0x3041, 0x33ff) // Kana, Bopomofo, CJK symbols
                || in(point, 0x3400, 0x4dbf) // CJK extension A
                || in(point, 0x4e00, 0x9fff) // CJK
                || in(point, 0xa000, 0xa4cf) // Yi
                || in(point, 0xac00, 0xd7a3) // Hangul
                || in(point, 0xf900, 0xfaff) // CJK compatibility
                || in(point, 0xfe30, 0xfe6f) // CJK compatibility forms
                || in(point, 0xff00, 0xff60) // Full-width forms
                || in(point, 0xffe0, 0xffe6)
                || in(point, 0x1f300, 0x1f64f) // Emoji
                || in(point, 0x1f680, 0x1f6ff)
                || in(point, 0x1f900, 0x1f9ff)
                || in(point, 0x20000, 0x3fffd); // CJK extensions B and later
    }

    private static boolean in(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
