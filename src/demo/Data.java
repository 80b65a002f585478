import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes card payments as CSV: {@code java Data.java ROWS SEED FILE}.
 *
 * <p>Fraud is rare, more likely at night, far from home and for large amounts, so that a model has something to find.
 */
public class Data {
    private static final String[] MERCHANTS = {"grocery", "travel", "electronics", "fuel", "restaurant"};

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[2])))) {
            out.println("amount,hour,distance_km,merchant,fraud");
            for (int row = 0; row < rows; row++) {
                double amount = Math.round(100 * Math.exp(3 + random.nextGaussian())) / 100.0;
                int hour = random.nextInt(24);
                double distance = Math.round(10 * Math.abs(random.nextGaussian()) * 40) / 10.0;
                String merchant = MERCHANTS[random.nextInt(MERCHANTS.length)];
                double odds = -5.5
                        + 0.02 * amount
                        + 0.03 * distance
                        + (hour < 6 ? 1.5 : 0)
                        + (merchant.equals("electronics") ? 1 : 0);
                boolean fraud = random.nextDouble() < 1 / (1 + Math.exp(-odds));
                out.printf(java.util.Locale.ROOT, "%.2f,%d,%.1f,%s,%s%n", amount, hour, distance, merchant, fraud ? "yes" : "no");
            }
        }
    }
}
