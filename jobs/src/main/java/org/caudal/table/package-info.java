/**
 * One annotated record a table: the schema, comments, constraints, documentation and test rows all
 * come from it.
 */
@NullMarked
package org.caudal.table;

import org.jspecify.annotations.NullMarked;
