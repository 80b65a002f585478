package dev.plumbline.scorer.http;

import dev.plumbline.scorer.threads.ShortSlice;
import io.netty.channel.Channel;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The server of the public port, one listener on each event loop. It is this program's own and not that of Quarkus, which
 * lets nobody see a connection before its first request is complete.
 */
public final class PublicServer {

    /** Until the connection of the practice is gone. */
    private static final int PRACTICE_MILLISECONDS = 200;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Doorway doorway;
    private final SocketAddress at;
    private final Handler<HttpServerRequest> others;
    private final Queue<Listener> listeners = new ConcurrentLinkedQueue<>();
    private volatile String deployment = "";

    /**
     * @param at where to listen; any free port when it names 0
     * @param others answers what is no scoring request
     */
    PublicServer(
            Vertx vertx, HttpSettings settings, SocketAddress at, Doorway doorway, Handler<HttpServerRequest> others) {
        this.vertx = vertx;
        this.settings = settings;
        this.at = at;
        this.doorway = doorway;
        this.others = others;
    }

    /** @return completes when every event loop listens and a connection has been ended for practice */
    Future<Void> start() {
        return listen().compose(listening -> vertx.executeBlocking(this::practise, false));
    }

    /** @return completes when every event loop listens */
    Future<Void> listen() {
        int loops = settings.eventLoops() > 0
                ? settings.eventLoops()
                : Runtime.getRuntime().availableProcessors();
        DeploymentOptions options = new DeploymentOptions().setInstances(loops);
        return vertx.deployVerticle(Listener::new, options)
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    private Void practise() throws InterruptedException {
        LateClient.visit(
                at.host(),
                port(),
                client -> listeners.forEach(
                        listener -> listener.loop.runOnContext(go -> listener.connections.end(client))));
        for (int i = 0; i < PRACTICE_MILLISECONDS && connections() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return null;
    }

    /** The port that is listened on, which differs from the setting when that is 0. */
    int port() {
        return listeners.element().server.actualPort();
    }

    /** Who handles the sockets, for the log. */
    String sockets() {
        return vertx.isNativeTransportEnabled() ? "epoll" : "the JDK";
    }

    /** How long the event loops run at a time, for the log. */
    String turns() {
        boolean areShort = listeners.stream().allMatch(listener -> listener.hasShortTurns);
        return areShort ? "turns of " + ShortSlice.NANOSECONDS / 1e6 + " ms" : "turns as the system gives them";
    }

    int connections() {
        return doorway.open().get();
    }

    /** Closes connections that are between two requests and have been so for a while. */
    void closeQuiet(Duration atLeast) {
        listeners.forEach(listener -> listener.loop.runOnContext(go -> listener.connections.closeQuiet(atLeast)));
    }

    /** Takes no further connections; those that are open go on. A client that connects now finds another Pod. */
    void stopListening() {
        listeners.forEach(listener -> listener.loop.runOnContext(go -> {
            if (listener.door != null) {
                listener.door.close();
            }
        }));
    }

    Future<Void> stop() {
        return deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(settings.maxLineBytes())
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setMaxChunkSize(64 << 10)
                .setAcceptBacklog(1024)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // HTTP/1.1 is what scoring clients speak; HTTP/2 would only add ways to keep the server busy.
                .setHttp2ClearTextEnabled(false)
                // Deadlines are kept by Connections.
                .setIdleTimeout(0);
    }

    /** One event loop. */
    private final class Listener extends AbstractVerticle {
        private Connections connections;
        private Context loop;
        private boolean hasShortTurns;
        private HttpServer server;
        /** The listening socket, known from the first connection on; before that nobody is there to be let down. */
        private Channel door;

        @Override
        public void start(Promise<Void> started) {
            loop = context;
            // What answers must not wait for what computes (ADR 0174).
            hasShortTurns = ShortSlice.take();
            // A timer, not the queue of tasks: that would be emptied before the sockets are looked at again.
            connections = new Connections(settings, new Portions(next -> vertx.setTimer(1, due -> next.run())));
            vertx.setPeriodic(Connections.SWEEP_MILLISECONDS, tick -> connections.sweep());
            HttpServerOptions options = options();
            server = vertx.createHttpServer(options)
                    .connectionHandler(connection -> {
                        Channel channel = ((ConnectionBase) connection).channel();
                        door = channel.parent();
                        channel.pipeline().replace("httpDecoder", "httpDecoder", new RequestDecoder(options));
                        channel.pipeline().addBefore("handler", "edge", new Edge(doorway, connections));
                    })
                    .requestHandler(others);
            server.listen(at)
                    .onSuccess(listening -> listeners.add(this))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
