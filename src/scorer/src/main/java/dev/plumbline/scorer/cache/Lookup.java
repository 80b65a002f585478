package dev.plumbline.scorer.cache;

/** What Redis had to say about a row. */
sealed interface Lookup {

    /** An entry that can be believed. */
    record Found(Entry entry) implements Lookup {}

    /** Redis answered, and has nothing that can be used. */
    enum Absent implements Lookup {
        ABSENT
    }

    /** Redis was not asked, or did not answer in time. */
    enum Unavailable implements Lookup {
        UNAVAILABLE
    }
}
