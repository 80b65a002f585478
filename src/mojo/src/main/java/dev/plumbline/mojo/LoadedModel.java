package dev.plumbline.mojo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A model that scores. Immutable and safe for any number of threads; each thread brings its own {@link Row}. */
public final class LoadedModel {

    private final Sha256 digest;
    private final MojoHeader header;
    private final Encoding encoding;
    private final List<OutputColumn> outputs;
    private final Evaluator evaluator;
    private final Evaluation evaluation;
    private final long estimatedBytes;
    private final long archiveBytes;
    private final Map<String, Integer> byName;
    private volatile Optional<Object> companion = Optional.empty();

    LoadedModel(MojoArchive archive, Encoding encoding, List<OutputColumn> outputs, EvaluatorChoice choice) {
        this.digest = archive.digest();
        this.header = archive.header();
        this.encoding = encoding;
        this.outputs = List.copyOf(outputs);
        this.evaluator = choice.evaluator();
        this.evaluation = choice.evaluation();
        this.estimatedBytes = archive.expandedBytes() + choice.bytes();
        this.archiveBytes = archive.archiveBytes();
        this.byName = HashMap.newHashMap(encoding.columns().size());
        for (int i = 0; i < encoding.columns().size(); i++) {
            byName.put(encoding.columns().get(i).name(), i);
        }
    }

    public Sha256 digest() {
        return digest;
    }

    public MojoHeader header() {
        return header;
    }

    /** The input columns, in the order of the model. */
    public List<InputColumn> inputs() {
        return encoding.columns();
    }

    /** The columns of a prediction, in the order of H2O's own predict. */
    public List<OutputColumn> outputs() {
        return outputs;
    }

    /** How the model is scored, and why so. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** Inflated size of the artifact in bytes and of what was built from it: about what the model takes on the heap. */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    /** Size of the artifact in bytes. */
    public long archiveBytes() {
        return archiveBytes;
    }

    /** Index of an input column, or -1 for a name that the model does not know. */
    public int inputIndex(String name) {
        Integer index = byName.get(name);
        return index == null ? -1 : index;
    }

    /**
     * What another module derives from this model, made when it is first asked for and kept as long as the model. There is
     * one of them.
     *
     * @param maker must not keep a reference to the model that it is given
     */
    public <T> T companion(Class<T> type, Function<LoadedModel, T> maker) {
        Optional<Object> known = companion;
        if (known.isPresent() && type.isInstance(known.get())) {
            return type.cast(known.get());
        }
        synchronized (this) {
            if (companion.filter(type::isInstance).isEmpty()) {
                companion = Optional.of(maker.apply(this));
            }
            return type.cast(companion.get());
        }
    }

    /** A row of missing values, to be filled, scored, cleared and filled again by one thread. */
    public Row newRow() {
        return new Row(encoding, outputs.size(), evaluator.workspace());
    }

    /** Scores the row and returns its prediction array, one value per output column; the next call overwrites it. */
    public double[] score(Row row) throws CannotScoreException {
        try {
            evaluator.score(row.values(), row.offset(), row.workspace(), row.prediction());
            return row.prediction();
        } catch (RuntimeException failed) {
            throw new CannotScoreException(failed);
        }
    }
}
