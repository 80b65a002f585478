package dev.plumbline.store;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection that is closed at its deadline, whatever it is doing then. A timeout of the socket holds for one read of
 * it, and TLS makes many of them until a record is whole; it holds for no write at all.
 */
final class TimedSocket extends Socket {

    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final Deadline deadline;
    private volatile Future<?> end;

    TimedSocket(Deadline deadline) {
        super(Proxy.NO_PROXY);
        this.deadline = deadline;
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        super.connect(address, timeout);
        end = WATCH.schedule(this::cut, deadline.left(), TimeUnit.NANOSECONDS);
    }

    private void cut() {
        try {
            super.close();
        } catch (IOException gone) {
            // What is closed already needs no end.
        }
    }

    @Override
    public void close() throws IOException {
        Future<?> none = end;
        if (none != null) {
            none.cancel(false);
        }
        super.close();
    }

    /** One thread, which ends when nothing is being fetched. */
    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ends of downloads").factory());
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(10, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        return watch;
    }
}
