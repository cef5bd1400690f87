/** What the program says of itself: the reference pages and the manifest of the jobs. */
@NullMarked
package org.caudal.describe;

import org.jspecify.annotations.NullMarked;
