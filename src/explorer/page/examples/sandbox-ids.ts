/** The sandbox's first session, in which agent1 talks with a customer and agent2 is consulted. */
export const talk = '0002EaAY01MT0082';
/** The session that the sandbox offers to agent1 at its start. */
export const offer = '0002EaAY01MT0083';
export const agent1 = '5e101708f14442c7ab79814bb4f799b2';
export const agent2 = 'e2c90c960d3d40c79684818983ceb314';
export const supervisor = '9d3f0c7ab18e4f25a6c4d7e0b2915f68';
