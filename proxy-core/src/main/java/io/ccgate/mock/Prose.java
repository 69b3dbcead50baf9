package io.ccgate.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** The demo model's words: varied, since some agents stop at repetition, and the same for the same prompt. */
final class Prose {
    private static final Pattern DIRECTIVES = Pattern.compile("\\[\\[(?:tool|mock) .*?]]", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final List<String> SENTENCES = List.of(
            "This answer comes from the demo upstream, so no provider was asked and nothing was spent.",
            "Words arrive one group at a time, much as a real model would send them.",
            "The counters at the end are made from the size of your request.",
            "Try a tool directive to watch an agent run a command and report back.",
            "Every route, limit and log line in between behaves as it would with a paid account.",
            "A header can slow me down, break me off halfway, or make me fail on purpose.",
            "Swap my address for a real provider when you are ready.",
            "Ask the same thing twice and you will read the same reply.",
            "Nothing you type here leaves this machine.",
            "The usage page should already show one more request than a moment ago.",
            "Harbours, lighthouses and patient gulls make pleasant filler for a quiet test.",
            "Somewhere a kettle is boiling while the event loop hums along.");
    private static final List<String> WORDS = List.of(
            "amber", "bridge", "cedar", "delta", "ember", "fjord", "garden", "harbour", "island", "juniper", "kettle",
            "lantern", "meadow", "north", "orchard", "pebble", "quartz", "river", "saffron", "timber", "umbra",
            "valley", "willow", "yonder", "zephyr", "anchor", "breeze", "canyon", "dune", "echo", "feather", "glacier",
            "hazel");

    private Prose() {}

    static String answer(String question) {
        String subject = subject(question);
        Random choice = new Random(subject.hashCode());
        List<String> left = new ArrayList<>(SENTENCES);
        StringBuilder text = new StringBuilder(
                subject.isEmpty() ? "Hello from the demo upstream." : "You said: \u201c" + subject + "\u201d.");
        for (int i = 0; i < 3; i++) {
            text.append(' ').append(left.remove(choice.nextInt(left.size())));
        }
        return text.toString();
    }

    static String thought(String question) {
        String subject = subject(question);
        return "The request is about " + (subject.isEmpty() ? "nothing in particular" : "\u201c" + subject + "\u201d")
                + ". A short, friendly reply will do.";
    }

    static String quote(List<String> results) {
        StringBuilder text = new StringBuilder(results.size() == 1 ? "The tool answered:" : "The tools answered:");
        for (String result : results) {
            text.append("\n\n> ").append(shortened(result.strip(), 400).replace("\n", "\n> "));
        }
        return text.toString();
    }

    /** The first words of a question, without directives and tags. */
    static String subject(String question) {
        String plain = DIRECTIVES.matcher(question).replaceAll(" ").replaceAll("<[^>]{1,40}>", " ");
        return shortened(SPACE.matcher(plain).replaceAll(" ").strip(), 60);
    }

    private static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        // Not between the halves of a character outside the basic plane.
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "\u2026";
    }

    /** A text in groups of three words, spaces kept. */
    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && ++spaces % 3 == 0) {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    /** That many pieces of two words. */
    static List<String> words(int count) {
        Random choice = new Random(count);
        List<String> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pieces.add(word(choice) + " " + word(choice) + (i % 9 == 8 ? ".\n" : " "));
        }
        return pieces;
    }

    /** Words of exactly that many characters, none of which JSON escapes. */
    static String filler(int characters) {
        Random choice = new Random(characters);
        StringBuilder text = new StringBuilder(characters + 16);
        while (text.length() < characters) {
            text.append(' ').append(word(choice));
        }
        return text.substring(0, characters);
    }

    private static String word(Random choice) {
        return WORDS.get(choice.nextInt(WORDS.size()));
    }
}
