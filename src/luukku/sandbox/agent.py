"""A practice organisation as an A2A agent (protocol 1.0, JSON-RPC): its card, and messages in and out.

a2a-sdk speaks the protocol; the organisation's own file is the task store, because it must remember message ids.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, NoReturn

from a2a.helpers.proto_helpers import get_data_parts, new_data_part
from a2a.server.context import ServerCallContext
from a2a.server.events.event_queue import Event
from a2a.server.request_handlers.request_handler import RequestHandler
from a2a.server.routes.agent_card_routes import create_agent_card_routes
from a2a.server.routes.jsonrpc_routes import create_jsonrpc_routes
from a2a.types.a2a_pb2 import (
    AgentCapabilities,
    AgentCard,
    AgentInterface,
    AgentSkill,
    CancelTaskRequest,
    DeleteTaskPushNotificationConfigRequest,
    GetExtendedAgentCardRequest,
    GetTaskPushNotificationConfigRequest,
    GetTaskRequest,
    ListTaskPushNotificationConfigsRequest,
    ListTaskPushNotificationConfigsResponse,
    ListTasksRequest,
    ListTasksResponse,
    Message,
    Role,
    SendMessageRequest,
    SubscribeToTaskRequest,
    Task,
    TaskPushNotificationConfig,
    TaskState,
    TaskStatus,
)
from a2a.utils.errors import (
    ExtendedAgentCardNotConfiguredError,
    InvalidParamsError,
    PushNotificationNotSupportedError,
    TaskNotCancelableError,
    TaskNotFoundError,
    UnsupportedOperationError,
)
from starlette.applications import Starlette
from starlette.types import ASGIApp

from luukku.sandbox.matters import Matter, Matters, NoSuchMatter, NotAsked
from luukku.sandbox.offices import Office
from luukku.sandbox.rules import Rule
from luukku.sandbox.serving import Door

PATH = "/a2a"
STATES = {
    "working": TaskState.TASK_STATE_WORKING,
    "asks": TaskState.TASK_STATE_INPUT_REQUIRED,
    "rejected": TaskState.TASK_STATE_REJECTED,
    "done": TaskState.TASK_STATE_COMPLETED,
}


def card(address: str, office: Office) -> AgentCard:
    """The agent card that stands at /.well-known/agent-card.json."""
    json_only = ["application/json"]
    return AgentCard(
        name=office.name,
        description="A practice organisation. Nothing here is real.",
        version="1.0.0",
        supported_interfaces=[AgentInterface(url=address + PATH, protocol_binding="JSONRPC", protocol_version="1.0")],
        capabilities=AgentCapabilities(streaming=False, push_notifications=False),
        default_input_modes=json_only,
        default_output_modes=json_only,
        skills=[AgentSkill(id=id, name=id.replace("-", " ").capitalize(), description=_describe(rule), tags=[office.kind]) for id, rule in office.services.items()],
    )


def _describe(rule: Rule) -> str:
    return f"Takes the request; needs {', '.join(rule.needs)}." if rule.needs else "Takes the request."


def app(address: str, matters: Matters, down: Path | None = None) -> ASGIApp:
    """The agent as an ASGI application; answers 503 while the file `down` exists."""
    routes = [*create_agent_card_routes(card(address, matters.office)), *create_jsonrpc_routes(Counter(matters), PATH)]
    return Door(Starlette(routes=routes), down)


def as_task(matter: Matter) -> Task:
    """A matter in A2A's words: a state, and one data part {"reason"?, "needs"?, "result"?}."""
    data: dict[str, Any] = {}
    if matter.state == "asks":
        data["needs"] = list(matter.needs)
    if matter.reason is not None:
        data["reason"] = matter.reason
    if matter.state == "done":
        data["result"] = {"reference": matter.reference}
    status = TaskStatus(state=STATES[matter.state])
    if data:
        status.message.CopyFrom(
            Message(
                message_id=f"{matter.task}-{matter.state}",
                role=Role.ROLE_AGENT,
                task_id=matter.task,
                context_id=matter.context,
                parts=[new_data_part(data, media_type="application/json")],
            )
        )
    return Task(id=matter.task, context_id=matter.context, status=status)


class Counter(RequestHandler):
    """Messages to matters. What this agent does not offer is answered with A2A's own errors."""

    def __init__(self, matters: Matters) -> None:
        self._matters = matters

    async def on_message_send(self, params: SendMessageRequest, context: ServerCallContext) -> Task:
        message = params.message
        if not 0 < len(message.message_id) <= 128:
            raise InvalidParamsError("messageId is needed, at most 128 characters")
        data = get_data_parts(message.parts)
        one = data[0] if len(data) == len(message.parts) == 1 else None
        try:
            matter = await asyncio.to_thread(self._matters.receive, message.message_id, message.task_id or None, one)
        except NoSuchMatter:
            raise TaskNotFoundError from None
        except NotAsked:
            raise UnsupportedOperationError("nothing was asked in this task") from None
        return as_task(matter)

    async def on_get_task(self, params: GetTaskRequest, context: ServerCallContext) -> Task | None:
        try:
            return as_task(await asyncio.to_thread(self._matters.look, params.id))
        except NoSuchMatter:
            return None

    async def on_cancel_task(self, params: CancelTaskRequest, context: ServerCallContext) -> NoReturn:
        raise TaskNotCancelableError

    async def on_list_tasks(self, params: ListTasksRequest, context: ServerCallContext) -> ListTasksResponse:
        """Nobody is shown a list: whoever knows a task's id may ask about it."""
        raise UnsupportedOperationError

    async def on_message_send_stream(self, params: SendMessageRequest, context: ServerCallContext) -> AsyncGenerator[Event]:
        raise UnsupportedOperationError
        yield  # makes this an asynchronous generator, as the SDK expects

    async def on_subscribe_to_task(self, params: SubscribeToTaskRequest, context: ServerCallContext) -> AsyncGenerator[Event]:
        raise UnsupportedOperationError
        yield  # as above

    async def on_create_task_push_notification_config(self, params: TaskPushNotificationConfig, context: ServerCallContext) -> TaskPushNotificationConfig:
        raise PushNotificationNotSupportedError

    async def on_get_task_push_notification_config(self, params: GetTaskPushNotificationConfigRequest, context: ServerCallContext) -> TaskPushNotificationConfig:
        raise PushNotificationNotSupportedError

    async def on_list_task_push_notification_configs(
        self, params: ListTaskPushNotificationConfigsRequest, context: ServerCallContext
    ) -> ListTaskPushNotificationConfigsResponse:
        raise PushNotificationNotSupportedError

    async def on_delete_task_push_notification_config(self, params: DeleteTaskPushNotificationConfigRequest, context: ServerCallContext) -> None:
        raise PushNotificationNotSupportedError

    async def on_get_extended_agent_card(self, params: GetExtendedAgentCardRequest, context: ServerCallContext) -> AgentCard:
        raise ExtendedAgentCardNotConfiguredError
