package dev.plumbline.scorer.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives spans by OTLP over HTTP, and reads of the protocol buffers what the tests look at. */
final class OtlpCollector implements AutoCloseable {

    /** @param attributes as text, those of the resource among them */
    record Span(String traceId, String parentId, String name, Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    OtlpCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            read(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Numbers of the fields: opentelemetry/proto/trace/v1/trace.proto. */
    private void read(byte[] request) {
        for (Field resourceSpans : Field.all(request, 1)) {
            Map<String, String> resource = new TreeMap<>();
            Field.all(resourceSpans.bytes, 1).forEach(each -> attributes(each.bytes, 1, resource));
            for (Field scopeSpans : Field.all(resourceSpans.bytes, 2)) {
                for (Field span : Field.all(scopeSpans.bytes, 2)) {
                    Map<String, String> attributes = new TreeMap<>(resource);
                    attributes(span.bytes, 9, attributes);
                    spans.add(new Span(
                            hex(span.bytes, 1),
                            hex(span.bytes, 4),
                            new String(Field.all(span.bytes, 5).getFirst().bytes, StandardCharsets.UTF_8),
                            attributes));
                }
            }
        }
    }

    private static String hex(byte[] message, int number) {
        List<Field> found = Field.all(message, number);
        return found.isEmpty() ? "" : HexFormat.of().formatHex(found.getFirst().bytes);
    }

    private static void attributes(byte[] message, int number, Map<String, String> into) {
        for (Field pair : Field.all(message, number)) {
            byte[] value = Field.all(pair.bytes, 2).getFirst().bytes;
            List<Field> text = Field.all(value, 1);
            into.put(
                    new String(Field.all(pair.bytes, 1).getFirst().bytes, StandardCharsets.UTF_8),
                    text.isEmpty()
                            ? Field.every(value).getFirst().number + ":"
                                    + Field.every(value).getFirst().varint
                            : new String(text.getFirst().bytes, StandardCharsets.UTF_8));
        }
    }

    /** One field of a message: of wire type 0 or 2; the fixed ones are passed over. */
    private record Field(int number, long varint, byte[] bytes) {

        static List<Field> all(byte[] message, int number) {
            return every(message).stream().filter(each -> each.number == number).toList();
        }

        static List<Field> every(byte[] message) {
            List<Field> fields = new ArrayList<>();
            ByteBuffer in = ByteBuffer.wrap(message);
            while (in.hasRemaining()) {
                long key = varint(in);
                int number = (int) (key >>> 3);
                switch ((int) (key & 7)) {
                    case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
                    case 1 -> in.position(in.position() + 8);
                    case 2 -> {
                        byte[] bytes = new byte[(int) varint(in)];
                        in.get(bytes);
                        fields.add(new Field(number, 0, bytes));
                    }
                    case 5 -> in.position(in.position() + 4);
                    default -> throw new IllegalStateException("no such wire type");
                }
            }
            return fields;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
