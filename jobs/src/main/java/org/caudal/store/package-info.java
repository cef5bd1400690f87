/**
 * The only package that reads or writes: Delta tables, extracts, reports; local, HDFS or object
 * store.
 */
@NullMarked
package org.caudal.store;

import org.jspecify.annotations.NullMarked;
