/** A step of the build: the schemas of the CRDs in a form that is read fast. */
package dev.plumbline.cli.schema;
