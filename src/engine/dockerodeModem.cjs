// dockerode as the bundle has it: the modem that makes its requests, without the methods for every part
// of the Engine API, which are two thirds of it. Portolan calls none of them (see connection.ts).
const Modem = require("docker-modem");

module.exports = function Docker(options) {
  this.modem = new Modem(options);
};
