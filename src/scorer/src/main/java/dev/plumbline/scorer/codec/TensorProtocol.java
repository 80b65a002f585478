package dev.plumbline.scorer.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.OutputColumn;
import dev.plumbline.mojo.Row;
import dev.plumbline.scorer.serving.Scorer;
import dev.plumbline.scorer.serving.Serving;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The Open Inference Protocol: one tensor per column, or one tensor with all columns in the order of the model. */
public final class TensorProtocol {

    private final Serving serving;
    private final LoadedModel model;
    private final Scorer.Rows scorer;
    private final Tally tally = new Tally();

    private TensorProtocol(Serving serving, Scorer scorer) {
        this.serving = serving;
        this.model = serving.model();
        this.scorer = scorer.open(serving);
    }

    public static Scored score(Serving serving, byte[] request, int maxRows) throws BadInput {
        return score(serving, Scorer.DIRECT, request, maxRows);
    }

    public static Scored score(Serving serving, Scorer scorer, byte[] request, int maxRows) throws BadInput {
        RowNames names = RowNames.of(serving.model());
        TensorScanner scanner = names.tensors().borrow(() -> new TensorScanner(serving.model(), names));
        Optional<Scored> plain = scanner.score(serving, scorer.open(serving), request, maxRows);
        names.tensors().giveBack(scanner);
        return plain.isPresent() ? plain.get() : carefully(serving, scorer, request, maxRows);
    }

    /** With the full parser, for whatever is unusual or wrong. */
    static Scored carefully(Serving serving, Scorer scorer, byte[] request, int maxRows) throws BadInput {
        return new TensorProtocol(serving, scorer).answer(InferRequest.read(request, maxRows));
    }

    private Scored answer(InferRequest request) throws BadInput {
        int[] outputs = outputs(request.outputs());
        double[][] predictions = predictions(request.inputs());
        byte[] body = Answers.body(out -> {
            out.writeStringField("model_name", serving.ref().name());
            out.writeStringField("model_version", serving.ref().version());
            if (request.id().isPresent()) {
                out.writeStringField("id", request.id().get());
            }
            out.writeObjectFieldStart("parameters");
            out.writeNumberField("epoch", serving.epoch());
            out.writeStringField("digest", serving.ref().digest().toString());
            out.writeEndObject();
            out.writeArrayFieldStart("outputs");
            for (int output : outputs) {
                write(out, output, predictions);
            }
            out.writeEndArray();
        });
        return new Scored(body, tally);
    }

    private int[] outputs(List<String> names) throws BadInput {
        List<String> known = model.outputs().stream().map(OutputColumn::name).toList();
        if (names.isEmpty()) {
            return IntStream.range(0, known.size()).toArray();
        }
        int[] wanted = new int[names.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = known.indexOf(names.get(i));
            if (wanted[i] < 0) {
                throw BadInput.at("outputs[%d].name".formatted(i), "the model has no such output");
            }
        }
        return wanted;
    }

    private double[][] predictions(List<Tensor> tensors) throws BadInput {
        int rows = tensors.getFirst().rows();
        Tensor[] byColumn = bind(tensors, rows);
        Row row = model.newRow();
        if (scorer.wantsAll()) {
            CellWriter uncounted = new CellWriter(model, row, new Tally());
            for (int r = 0; r < rows; r++) {
                row.clear();
                cells(uncounted, byColumn, r);
                scorer.announce(row);
            }
            scorer.announced();
        }
        CellWriter cells = new CellWriter(model, row, tally);
        double[][] predictions = new double[rows][];
        for (int r = 0; r < rows; r++) {
            row.clear();
            cells(cells, byColumn, r);
            int line = r;
            predictions[r] =
                    Answers.score(scorer, row, () -> "row %d".formatted(line)).clone();
        }
        tally.rows = rows;
        return predictions;
    }

    private static void cells(CellWriter cells, Tensor[] byColumn, int row) throws BadInput {
        for (int column = 0; column < byColumn.length; column++) {
            if (byColumn[column] != null) {
                Tensor tensor = byColumn[column];
                int element = tensor.columns() == 1 ? row : row * tensor.columns() + column;
                cell(cells, column, tensor, element);
            }
        }
    }

    private static void cell(CellWriter cells, int column, Tensor tensor, int element) throws BadInput {
        switch (tensor.data()[element]) {
            case Double number -> cells.number(column, number, () -> tensor.path(element));
            case LongNumber(double value, String text) ->
                cells.integer(column, value, text, () -> tensor.path(element));
            case String text -> cells.text(column, text, () -> tensor.path(element));
            case Boolean bool -> cells.bool(column, bool, () -> tensor.path(element));
            case null, default -> {} // missing
        }
    }

    /** The tensor that holds each column of the model; null for a column that is missing. */
    private Tensor[] bind(List<Tensor> tensors, int rows) throws BadInput {
        Tensor[] byColumn = new Tensor[model.inputs().size()];
        Tensor first = tensors.getFirst();
        if (tensors.size() == 1 && first.shape().length == 2 && model.inputIndex(first.name()) < 0) {
            if (first.columns() != byColumn.length) {
                throw BadInput.at(
                        first.path() + ".shape",
                        "has %d columns, the model has %d".formatted(first.columns(), byColumn.length));
            }
            Arrays.fill(byColumn, first);
            return byColumn;
        }
        int bound = 0;
        for (Tensor tensor : tensors) {
            if (tensor.rows() != rows || tensor.columns() != 1) {
                throw BadInput.at(tensor.path() + ".shape", "expected [%d], as of the first tensor".formatted(rows));
            }
            int column = model.inputIndex(tensor.name());
            if (column < 0) {
                tally.extraColumns++;
            } else if (byColumn[column] != null) {
                throw BadInput.at(tensor.path() + ".name", "given twice");
            } else {
                byColumn[column] = tensor;
                bound++;
            }
        }
        if (bound == 0) {
            throw new BadInput("inputs: no tensor has the name of a column of the model");
        }
        tally.missingColumns += (byColumn.length - bound) * rows;
        return byColumn;
    }

    private void write(JsonGenerator out, int output, double[][] predictions) throws IOException {
        OutputColumn column = model.outputs().get(output);
        out.writeStartObject();
        out.writeStringField("name", column.name());
        out.writeStringField("datatype", column.isLabel() ? "BYTES" : "FP64");
        out.writeArrayFieldStart("shape");
        out.writeNumber(predictions.length);
        out.writeEndArray();
        out.writeArrayFieldStart("data");
        for (double[] prediction : predictions) {
            Answers.value(out, column, prediction[output]);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
