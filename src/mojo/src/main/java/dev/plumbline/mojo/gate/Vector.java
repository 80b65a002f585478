package dev.plumbline.mojo.gate;

/** The vectors of a {@code model.ini}, {@code [0.5, 1, NaN]}, counted and read without an object for each number. */
final class Vector {

    private static final String IN_A_NUMBER = "0123456789.+-eENaInfity";

    private Vector() {}

    /** How many numbers there are; -1 for text that is no vector of numbers. */
    static int length(String text) {
        if (text.length() < 2 || text.charAt(0) != '[' || text.charAt(text.length() - 1) != ']') {
            return -1;
        }
        if (text.equals("[]")) {
            return 0;
        }
        int count = 1;
        boolean empty = true;
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                if (empty) {
                    return -1;
                }
                count++;
                empty = true;
            } else if (IN_A_NUMBER.indexOf(c) >= 0) {
                empty = false;
            } else if (c != ' ') {
                return -1;
            }
        }
        return empty ? -1 : count;
    }

    /** The whole numbers of a vector whose length is known to be small. */
    static int[] integers(String text) {
        String inner = text.substring(1, text.length() - 1).strip();
        if (inner.isEmpty()) {
            return new int[0];
        }
        String[] parts = inner.split(",");
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i].strip());
        }
        return numbers;
    }

    /** Whether each number of a short vector is at least the one bound and below the other. */
    static boolean within(String text, double least, double below) {
        for (String part : text.substring(1, text.length() - 1).split(",")) {
            try {
                double number = Double.parseDouble(part.strip());
                if (!(number >= least && number < below)) {
                    return false;
                }
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
        return true;
    }
}
