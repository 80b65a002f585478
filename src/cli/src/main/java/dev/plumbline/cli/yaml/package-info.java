/** Reading manifests without trust: bounded, with the line of every field, and never with an exception. */
package dev.plumbline.cli.yaml;
