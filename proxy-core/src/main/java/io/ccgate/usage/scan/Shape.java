package io.ccgate.usage.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where in a document the interesting values stand: a tree of key names. Arrays are transparent, so {@code a.b} also
 * names {@code b} of every element of the array {@code a}. Immutable and shared.
 */
public final class Shape {
    /** A place that is only passed on the way to deeper ones. */
    public static final int NO_FIELD = -1;

    private final int field;
    private final byte[][] names;
    private final Shape[] children;

    private Shape(int field, byte[][] names, Shape[] children) {
        this.field = field;
        this.names = names;
        this.children = children;
    }

    /** A key and what stands below it. */
    public record Member(String name, Shape shape) {}

    /** A value reported under {@code field}; an object there is reported as begun. */
    public static Member at(String name, int field, Member... members) {
        return new Member(name, of(field, members));
    }

    /** An object on the way. */
    public static Member in(String name, Member... members) {
        return new Member(name, of(NO_FIELD, members));
    }

    /** The document itself. */
    public static Shape document(Member... members) {
        return of(NO_FIELD, members);
    }

    private static Shape of(int field, Member[] members) {
        byte[][] names = new byte[members.length][];
        Shape[] children = new Shape[members.length];
        for (int i = 0; i < members.length; i++) {
            names[i] = members[i].name().getBytes(StandardCharsets.UTF_8);
            children[i] = members[i].shape();
        }
        return new Shape(field, names, children);
    }

    int field() {
        return field;
    }

    /** Index of the member called so; -1 when the name is of no interest. */
    int indexOf(byte[] name, int length) {
        for (int i = 0; i < names.length; i++) {
            byte[] candidate = names[i];
            if (candidate.length == length && Arrays.equals(candidate, 0, length, name, 0, length)) {
                return i;
            }
        }
        return -1;
    }

    Shape child(int index) {
        return children[index];
    }

    int depth() {
        int deepest = 0;
        for (Shape child : children) {
            deepest = Math.max(deepest, child.depth());
        }
        return deepest + 1;
    }
}
