package dev.plumbline.scorer.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one request for which Redis is asked by one command, before the first of them is scored. */
final class Ahead {

    /** Keys of one command: more would keep the one thread of Redis from its other clients for a millisecond. */
    private static final int MOST = 1024;

    private final Map<Key, byte[]> wanted = new LinkedHashMap<>();
    private final Map<Key, Lookup> known = new HashMap<>();
    private boolean unanswered;

    boolean isFull() {
        return wanted.size() == MOST;
    }

    void want(Key key, byte[] redisKey) {
        wanted.put(key, redisKey);
    }

    /** A single row is asked for as always. */
    boolean isWorthAsking() {
        return wanted.size() > 1;
    }

    void ask(RemoteCache remote, VersionCache version, int columns) {
        List<Key> keys = List.copyOf(wanted.keySet());
        List<Lookup> answers = remote.get(version.seal(), keys, new ArrayList<>(wanted.values()), columns);
        unanswered = answers.isEmpty() && remote.answersMany();
        for (int i = 0; i < answers.size(); i++) {
            known.put(keys.get(i), answers.get(i));
            version.asked(answers.get(i) instanceof Lookup.Found);
        }
    }

    /** Whether Redis was asked in vain. */
    boolean isUnanswered() {
        return unanswered;
    }

    /** What Redis said of a row; empty when it was not asked for it, or said nothing. */
    Optional<Lookup> of(Key key) {
        return Optional.ofNullable(known.get(key));
    }
}
