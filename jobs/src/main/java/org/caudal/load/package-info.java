/** From raw extract rows to typed, validated, pseudonymised rows, with every row accounted for. */
@NullMarked
package org.caudal.load;

import org.jspecify.annotations.NullMarked;
