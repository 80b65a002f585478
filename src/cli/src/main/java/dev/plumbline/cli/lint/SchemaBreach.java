package dev.plumbline.cli.lint;

/**
 * Something that the CRD's schema does not allow.
 *
 * @param unusable whether the value has another type than the field, so that it must be left out before decoding
 */
record SchemaBreach(String path, String found, String allowed, String text, boolean unusable) {}
