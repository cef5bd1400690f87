/** Tests of the places of devices. */
@NullMarked
package org.caudal.phone.place;

import org.jspecify.annotations.NullMarked;
