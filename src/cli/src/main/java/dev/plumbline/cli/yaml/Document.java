package dev.plumbline.cli.yaml;

import java.util.List;

/**
 * One YAML document.
 *
 * @param file name as the user gave it; {@code <stdin>} for standard input
 * @param tree maps, lists, texts, numbers, booleans and nulls
 * @param duplicates paths of keys that stand twice in one mapping
 */
public record Document(String file, Object tree, Positions positions, List<String> duplicates) {

    public int line() {
        return positions.line("");
    }
}
