/** Tests of column expressions. */
@NullMarked
package org.caudal.functions;

import org.jspecify.annotations.NullMarked;
