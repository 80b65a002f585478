/** The pages of the rules, from the rules themselves and their fixtures. */
package dev.plumbline.generator.rules;
