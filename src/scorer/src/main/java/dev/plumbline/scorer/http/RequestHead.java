package dev.plumbline.scorer.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What RFC 9112 asks of a head and the decoder lets pass. A proxy before us that reads such a head in another way would
 * find other requests in the same bytes, and the server behind us fails on some of them. There is one for each connection.
 */
final class RequestHead {

    private static final String NAME = "[A-Za-z0-9._~!$&'()*+,;=-]{0,255}";
    private static final String ADDRESS = "\\[[0-9A-Fa-f:.]{1,45}(?:%25[A-Za-z0-9._~-]{1,32})?]";
    /** No escapes in names: no name server knows them. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:" + NAME + "|" + ADDRESS + ")(?::([0-9]{0,5}))?");

    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?#]+)(?:[/?].*)?");
    private static final int LAST_PORT = 65_535;

    /** Mostly it is the same again. */
    private String lastHost = "";

    boolean isValid(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        // One object for each of the two; "http/1.1" makes another one.
        boolean known = version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
        HttpHeaders headers = request.headers();
        return known
                && hasTarget(request)
                && !headers.contains("")
                && hasFraming(headers, version)
                && hasHost(headers, version);
    }

    private static boolean hasTarget(HttpRequest request) {
        String target = request.uri();
        if (target.startsWith("/")) {
            return true;
        }
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.CONNECT)) {
            return isAuthority(target);
        }
        if (target.equals("*")) {
            return method.equals(HttpMethod.OPTIONS);
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.matches() && isAuthority(absolute.group(1));
    }

    /** Chunks and nothing else, and only where the version knows them. */
    private static boolean hasFraming(HttpHeaders headers, HttpVersion version) {
        Iterator<? extends CharSequence> codings = headers.valueCharSequenceIterator(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.hasNext()
                || version == HttpVersion.HTTP_1_1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.next())
                        && !codings.hasNext();
    }

    private boolean hasHost(HttpHeaders headers, HttpVersion version) {
        Iterator<? extends CharSequence> hosts = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return version == HttpVersion.HTTP_1_0;
        }
        String host = hosts.next().toString();
        if (hosts.hasNext() || !host.equals(lastHost) && !isAuthority(host)) {
            return false;
        }
        lastHost = host;
        return true;
    }

    private static boolean isAuthority(String text) {
        Matcher matcher = AUTHORITY.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group(1);
        return port == null || port.isEmpty() || Integer.parseInt(port) <= LAST_PORT;
    }
}
