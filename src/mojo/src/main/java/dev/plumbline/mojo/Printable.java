package dev.plumbline.mojo;

/** A token of an untrusted artifact, made fit for a status message: short, and of harmless characters. */
final class Printable {

    private static final int MAX_LENGTH = 60;

    private Printable() {}

    static String of(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9 ._()*+-]", "?");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "...";
    }
}
