@NullMarked
package org.caudal.register.residence;

import org.jspecify.annotations.NullMarked;
