/** The main class. */
@NullMarked
package org.caudal;

import org.jspecify.annotations.NullMarked;
