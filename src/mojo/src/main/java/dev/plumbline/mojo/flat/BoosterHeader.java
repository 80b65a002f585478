package dev.plumbline.mojo.flat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the reader of boosters keeps to itself: the version that wrote a booster, which decides the order of a sum. */
final class BoosterHeader {

    private static final int MAGIC = 'b' | 'i' << 8 | 'n' << 16 | 'f' << 24;
    /** After base score, features, classes, and two flags. */
    private static final int VERSION_AT = 20;

    private BoosterHeader() {}

    /** Boosters up to XGBoost 1.2 add the base score to the sum of the leaves, later ones begin with it. */
    static boolean addsBaseLast(byte[] booster) throws Undecodable {
        if (booster.length < 4 + VERSION_AT + 8) {
            throw new Undecodable("the booster is cut short");
        }
        ByteBuffer bytes = ByteBuffer.wrap(booster).order(ByteOrder.LITTLE_ENDIAN);
        boolean magic = bytes.getInt(0) == MAGIC;
        if (!magic && booster[0] == 0 && booster[1] == 5 && booster[2] == '_') {
            throw new Undecodable("the booster was written by Spark");
        }
        int at = VERSION_AT + (magic ? 4 : 0);
        int major = bytes.getInt(at);
        int minor = bytes.getInt(at + 4);
        return major < 1 || major == 1 && minor <= 2;
    }
}
