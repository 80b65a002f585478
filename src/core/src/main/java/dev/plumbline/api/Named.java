package dev.plumbline.api;

/** A choice that manifests spell with a fixed text. */
interface Named {

    String text();

    /** The constant of that text, null when there is none. */
    static <E extends Named> E find(E[] all, String text) {
        for (E each : all) {
            if (each.text().equals(text)) {
                return each;
            }
        }
        return null;
    }
}
