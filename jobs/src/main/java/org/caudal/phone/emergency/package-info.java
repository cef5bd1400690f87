/** Emergencies: the displaced after a disaster, their return, and borders under watch. */
@NullMarked
package org.caudal.phone.emergency;

import org.jspecify.annotations.NullMarked;
