package dev.plumbline.scorer.traces;

/** What one request leaves behind. Used by one thread at a time; after its end it is used no more. */
public interface Trace {

    /** Of a request that is not traced. */
    Trace NONE = new Trace() {
        @Override
        public String id() {
            return "";
        }

        @Override
        public void waits() {}

        @Override
        public void end(int status, byte[] lines) {}

        @Override
        public void lost() {}
    };

    /** 32 hexadecimal digits, for lines of the log; empty where traces are off. */
    String id();

    /** The request waits for a thread of the executor. */
    void waits();

    /**
     * The answer goes out.
     *
     * @param lines its own header lines, which name the model that made it
     */
    void end(int status, byte[] lines);

    /** The client went away before there was an answer. */
    void lost();
}
