/**
 * Forests as arrays: trees decoded once at load and walked without branches, bit for bit equal to h2o-genmodel.
 *
 * <p>A {@link dev.plumbline.mojo.flat.Forest} knows nothing of files. {@code TreeSource} brings the trees of either format
 * as {@code Tree}s, {@code Values} says what the columns of a row are to them, and {@code Equality} holds the result
 * against {@code score0} before anything is served with it. There are two forms: a {@code BroadForest} answers all
 * questions of its trees beforehand and then looks answers up, a {@code DeepForest} compares at every node that it visits.
 */
package dev.plumbline.mojo.flat;
