/** Places of devices: homes, usual places, and the definitions of both. */
@NullMarked
package org.caudal.phone.place;

import org.jspecify.annotations.NullMarked;
