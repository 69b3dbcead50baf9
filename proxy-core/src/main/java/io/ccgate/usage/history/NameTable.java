package io.ccgate.usage.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers names from 0 on, in the order in which they come. Holds their bytes behind each other, and no object for each. */
final class NameTable {
    private static final int FIRST_SLOTS = 1024;
    private static final int BYTES_A_NAME = 32;

    private byte[] text = new byte[FIRST_SLOTS * BYTES_A_NAME / 2];
    /** Where each name ends in {@link #text}; it begins where the one before ends. */
    private int[] ends = new int[FIRST_SLOTS / 2];

    private int[] hashes = new int[FIRST_SLOTS / 2];
    /** A name's number + 1 near the place its hash says; 0 where there is none. At most half full. */
    private int[] slots = new int[FIRST_SLOTS];

    private int size;

    int size() {
        return size;
    }

    /** The number of a name; -1 when it has none. */
    int find(byte[] bytes, int from, int to) {
        return slots[slot(bytes, from, to, hash(bytes, from, to))] - 1;
    }

    /** The number of a name, which gets one if it has none. */
    int number(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = slot(bytes, from, to, hash);
        return slots[slot] > 0 ? slots[slot] - 1 : add(bytes, from, to, hash, slot);
    }

    private int slot(byte[] bytes, int from, int to, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int known = slots[slot] - 1;
            if (hashes[known] == hash && Arrays.equals(text, start(known), ends[known], bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int add(byte[] bytes, int from, int to, int hash, int slot) {
        int number = size++;
        if (number == ends.length) {
            ends = Arrays.copyOf(ends, number * 2);
            hashes = Arrays.copyOf(hashes, number * 2);
        }
        int start = start(number);
        int end = start + to - from;
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, end));
        }
        System.arraycopy(bytes, from, text, start, to - from);
        ends[number] = end;
        hashes[number] = hash;
        slots[slot] = number + 1;
        if (size * 2 > slots.length) {
            widen();
        }
        return number;
    }

    private void widen() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hashes[number] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    String name(int number) {
        int start = start(number);
        return new String(text, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** The order of names by their bytes, which is that of their code points. */
    int compare(int one, int other) {
        return Arrays.compareUnsigned(text, start(one), ends[one], text, start(other), ends[other]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
