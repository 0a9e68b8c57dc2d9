/**
 * Vectors and keywords kept in an Apache Lucene index.
 *
 * <p>Lucene tells what it makes of the Java platform through {@code java.util.logging}, under {@code org.apache.lucene}. On
 * Java 21 and later it maps files through the foreign memory interface, for which a program is best started with {@code
 * --enable-native-access=ALL-UNNAMED}. On Java 23 and later it warns that it does not know the vector instructions of so
 * new a Java; the plain ones are used then. A program that wants neither line raises the level of that logger before it
 * opens a store.
 */
@NullMarked
package io.movieai.store.lucene;

import org.jspecify.annotations.NullMarked;
