/** From documents to judgements: schema, decoding, rules. */
package dev.plumbline.cli.lint;
