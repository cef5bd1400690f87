/** Tests of weights and of flows of persons. */
@NullMarked
package org.caudal.phone.person;

import org.jspecify.annotations.NullMarked;
