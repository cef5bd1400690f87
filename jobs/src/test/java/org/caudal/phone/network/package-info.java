/** Tests of cells and zones. */
@NullMarked
package org.caudal.phone.network;

import org.jspecify.annotations.NullMarked;
